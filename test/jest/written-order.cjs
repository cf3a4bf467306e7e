const NoOpenHandles = require('./no-open-handles.cjs');

/**
 * With the tests of a file in the order in which they are written, whatever `randomize` says: for journeys
 * over a deployed system, where each test finds what the one before has left there.
 */
module.exports = class WrittenOrder extends NoOpenHandles {
  handleTestEvent({ name }, state) {
    // The first event of a file: the order is made after it.
    if (name === 'setup') state.randomize = false;
  }
};
