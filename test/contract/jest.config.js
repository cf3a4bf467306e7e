import path from 'node:path';
import shared from '../../jest.config.js';

const [{ testEnvironment, extensionsToTreatAsEsm, transform, moduleNameMapper }] = shared.projects;
const rootDir = path.join(import.meta.dirname, '../..');
const common = { rootDir, testEnvironment, extensionsToTreatAsEsm, transform, moduleNameMapper };

/** Apart from `npm test`: both need Go, for versitygw; `long` sends 400 MB. */
export default {
  rootDir,
  projects: [
    { ...common, displayName: 'contract', testMatch: ['<rootDir>/test/contract/s3*/**/*.test.ts'] },
    { ...common, displayName: 'long', testMatch: ['<rootDir>/test/contract/long/**/*.test.ts'] },
  ],
};
