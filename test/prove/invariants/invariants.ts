import type { Promises } from '../deployment/configurations.js';
import { cdnInvariants } from './cdn.js';
import { contentInvariants } from './content.js';
import type { Invariant } from './invariant.js';
import { pageInvariants } from './page.js';
import { peopleInvariants } from './people.js';
import { roleInvariants } from './roles.js';
import { serviceInvariants } from './services.js';
import { storeInvariants } from './stores.js';
import { trustInvariants } from './trust.js';

/** All that docs promise of a deployment. */
export const invariantsOf = (promises: Promises): Invariant[] => [
  ...contentInvariants(promises),
  ...peopleInvariants(promises),
  ...trustInvariants(promises),
  ...serviceInvariants(promises),
  ...storeInvariants(promises),
  ...(promises.hasSite ? pageInvariants : []),
  ...(promises.hasCdn ? cdnInvariants : []),
  ...roleInvariants(promises),
];
