import path from 'node:path';
import { parseArgs } from 'node:util';
import { StartFailure } from './process/start-failure.js';

export interface StartOptions {
  /** `key=value`, as in the CDK's own `-c`. */
  readonly context: readonly string[];
  /** Folder of the run's state and `state.json`. */
  readonly directory: string;
  readonly pagePort?: number;
}

/** @throws StartFailure for an unknown option */
export function readStartOptions(args: readonly string[], defaultDirectory: string): StartOptions {
  const { port, directory = defaultDirectory, context = [], cdn = false } = parse(args);
  const options = {
    directory: path.resolve(directory),
    context: cdn ? [...context, 'cdn=true'] : context,
  };
  if (port === undefined) return options;
  const pagePort = Number(port);
  if (!/^\d+$/.test(port) || pagePort < 1024 || pagePort > 65_535) {
    throw new StartFailure(
      `--port ${port} is no port.`,
      'Give a number from 1024 to 65535: npm start -- --port 8080.',
    );
  }
  return { ...options, pagePort };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        directory: { type: 'string' },
        cdn: { type: 'boolean' },
        context: { type: 'string', short: 'c', multiple: true },
      },
    }).values;
  } catch (error) {
    throw new StartFailure(
      (error as Error).message.split('. ')[0] + '.',
      'The options are --port NUMBER (of the page), --directory FOLDER (of the run), --cdn (reads through an edge) and -c KEY=VALUE (a setting).',
      { cause: error },
    );
  }
}
