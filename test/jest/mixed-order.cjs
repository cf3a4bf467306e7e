const { default: Sequencer } = require('@jest/test-sequencer');

const project = ({ context }) => context.config.displayName.name;

/**
 * Files with a deployed system, which wait, in turn with those that compute, longest first; then the unit tests, which are short:
 * so that no core is idle before the end.
 */
module.exports = class MixedOrder extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isOf = (name) => (test) => project(test) === name;
    const waiting = sorted.filter((test) => isOf('end-to-end')(test) || isOf('deployed')(test));
    const short = sorted.filter(isOf('unit'));
    const computing = sorted.filter((test) => !waiting.includes(test) && !short.includes(test));
    return [...mixed(waiting, computing), ...short];
  }
};

/** The members of both in their order, spread evenly over each other. */
function mixed(one, other) {
  const placed = (list) => list.map((test, index) => ({ test, at: (index + 1) / list.length }));
  return [...placed(one), ...placed(other)].sort((a, b) => a.at - b.at).map(({ test }) => test);
}
