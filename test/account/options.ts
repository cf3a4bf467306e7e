import { parseArgs } from 'node:util';

/** The settings of one run. */
export interface VerifyOptions {
  readonly region: string;
  /** Of the AWS configuration files. @default the environment's credentials */
  readonly profile?: string;
  /** An engine in place of AWS. */
  readonly endpoint?: string;
  /** Which suites: a few, for a first look, or every one that can run in an account. */
  readonly suites: 'short' | 'all';
  /** Only removes what an earlier run has left. */
  readonly remove: boolean;
  /** Markdown file. */
  readonly report: string;
}

export const usage =
  'npm run verify:aws -- --region REGION [--profile PROFILE] [--suites short|all] [--report FILE] [--remove]';

/** @throws with what is wrong, and the usage */
export function readOptions(args: readonly string[]): VerifyOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      region: { type: 'string' },
      profile: { type: 'string' },
      endpoint: { type: 'string' },
      suites: { type: 'string', default: 'all' },
      remove: { type: 'boolean', default: false },
      report: { type: 'string', default: 'verify-aws.md' },
    },
  });
  const { region, profile, endpoint, suites, remove, report } = values;
  if (!region) throw new Error(`--region is missing: nothing is deployed into a region by default. ${usage}`);
  if (suites !== 'short' && suites !== 'all')
    throw new Error(`--suites is ${suites}: expected short or all. ${usage}`);
  return { region, suites, remove, report, ...(profile && { profile }), ...(endpoint && { endpoint }) };
}

/** The command that removes everything that this run makes. */
export function removalCommand({ region, profile, endpoint }: VerifyOptions): string {
  const where = [profile && `--profile ${profile}`, endpoint && `--endpoint ${endpoint}`].filter(Boolean);
  return ['npm run verify:aws --', `--region ${region}`, ...where, '--remove'].join(' ');
}
