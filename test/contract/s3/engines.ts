import { account } from './engines/account.js';
import { localEngine } from './engines/local-engine.js';
import { seaweedfs } from './engines/seaweedfs.js';
import { versitygw } from './engines/versitygw.js';

/** In the order of the page's columns. */
export const engines = [account, localEngine, versitygw, seaweedfs];
