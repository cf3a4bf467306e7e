import { CommandFailure, run as start, type CommandOptions } from '../../local/process/command.js';

/** Runs a program of somebody else. @throws Error with the end of what it printed, where it says why it failed */
export async function run(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  try {
    return await start(command, args, { env: process.env, ...options });
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    throw new Error(`${error.message}\n${error.output.slice(-4000)}`, { cause: error });
  }
}
