import path from 'node:path';
import { parseArgs } from 'node:util';
import { StartFailure } from './process/start-failure.js';

export interface StartOptions {
  /** Where the run keeps its state and writes `state.json`. */
  readonly directory: string;
  readonly pagePort?: number;
}

/** @throws StartFailure for what is not an option */
export function readStartOptions(args: readonly string[], defaultDirectory: string): StartOptions {
  const { port, directory = defaultDirectory } = parse(args);
  if (port === undefined) return { directory: path.resolve(directory) };
  const pagePort = Number(port);
  if (!/^\d+$/.test(port) || pagePort < 1024 || pagePort > 65_535) {
    throw new StartFailure(
      `--port ${port} is no port.`,
      'Give a number from 1024 to 65535: npm start -- --port 8080.',
    );
  }
  return { directory: path.resolve(directory), pagePort };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, directory: { type: 'string' } },
    }).values;
  } catch (error) {
    throw new StartFailure(
      (error as Error).message.split('. ')[0] + '.',
      'The options are --port NUMBER (of the page) and --directory FOLDER (of the run).',
      { cause: error },
    );
  }
}
