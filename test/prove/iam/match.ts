import { conditionTerm } from './condition.js';
import { and, isOneOf, not, type Term } from './smt.js';
import type { Match } from './statement.js';
import { actionPattern, resourcePattern, symbolsOf, type Choice, type Universe } from './universe.js';
import type { Pattern } from './glob.js';

/** Whether a request is meant: all elements must fit. */
export const matchTerm = (universe: Universe, match: Match): Term =>
  and([
    choiceTerm(universe.action, actionPattern, match.action, match.notAction),
    choiceTerm(universe.resource, resourcePattern, match.resource, match.notResource),
    conditionTerm(universe, match.when),
  ]);

/** IAM user guide, "NotAction", "NotResource": all but the listed. */
function choiceTerm(
  choice: Choice,
  pattern: (text: string) => Pattern,
  among: readonly string[] | undefined,
  except: readonly string[] | undefined,
): Term {
  const isListed = (listed: readonly string[]) =>
    isOneOf(choice.name, symbolsOf(choice, listed.map(pattern)), choice.classes.length);
  return and([...(among ? [isListed(among)] : []), ...(except ? [not(isListed(except))] : [])]);
}
