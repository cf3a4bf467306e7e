import { text } from 'node:stream/consumers';
import input from '@inquirer/input';
import password from '@inquirer/password';
import { Option, type Command } from 'commander';
import { removeSession, writeSession, type Origin, type Tokens } from '../account/session.js';
import { reportFailure, report } from '../terminal/output.js';
import { parseUrl } from '../terminal/url.js';

const more = `
Two ways, by where the deployment's tokens come from:
  --issuer       any OpenID Connect issuer that knows the client: by a code typed in on any device where the issuer
                 offers that, else in this machine's browser (let the client redirect to http://127.0.0.1 on any port)
  --user-pool    a Cognito user pool, such as the one that a deployment makes by default (outputs UserPoolId and
                 UserPoolClientId): by name and password, which is proved without being sent

Tokens are kept in a file that only you can read, and renewed while the issuer allows it. Where a token is at hand
already, as in CI, nobody needs to sign in: set WAYBILL_API_URL and WAYBILL_TOKEN.

Examples:
  waybill login --api https://files.example.com --issuer https://login.example.com --client-id waybill-cli
  waybill login --api https://files.example.com --user-pool eu-central-1_AbCdEfGhI --client-id 4h57kd
  waybill logout

Exit codes:
  0  signed in
  2  not signed in, or the command line is wrong`;

interface Options {
  readonly api: string;
  readonly issuer?: string;
  readonly userPool?: string;
  readonly clientId: string;
  readonly scope: string;
  readonly username?: string;
  readonly passwordStdin?: true;
}

/** `waybill login`, `waybill logout` */
export function addLogin(program: Command): void {
  program
    .command('login')
    .description('Sign in to a deployment, for the commands that call the API.')
    .addOption(
      new Option('--api <url>', 'the stack’s output ApiUrl')
        .env('WAYBILL_API_URL')
        .argParser(parseUrl)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--issuer <url>', 'an OpenID Connect issuer').argParser(parseUrl).conflicts('userPool'),
    )
    .option('--user-pool <id>', 'a Cognito user pool')
    .requiredOption('--client-id <id>', 'the public client of the command line at the issuer')
    .option('--scope <scopes>', 'scopes requested from an issuer', 'openid offline_access')
    .option('--username <name>', 'in the user pool')
    .option('--password-stdin', 'read the password from standard input')
    .addHelpText('after', more)
    .action(async (options: Options) => {
      try {
        const origin = originOf(options);
        const tokens = await signIn(origin, options);
        const file = await writeSession({ apiUrl: options.api, origin, ...tokens });
        report(`signed in; the tokens are in ${file}`);
      } catch (error) {
        reportFailure(error, 'you are not signed in: run the same command again');
      }
    });
  program
    .command('logout')
    .description('Sign out on this machine.')
    .action(async () => {
      try {
        report((await removeSession()) ? 'signed out' : 'you were not signed in');
      } catch (error) {
        reportFailure(error);
      }
    });
}

function originOf({ issuer, userPool: userPoolId, clientId, scope }: Options): Origin {
  if (issuer !== undefined) return { kind: 'oidc', issuer, clientId, scope };
  if (userPoolId !== undefined) return { kind: 'cognito', userPoolId, clientId };
  throw new Error('give the issuer of the tokens: --issuer or --user-pool');
}

async function signIn(origin: Origin, options: Options): Promise<Tokens> {
  if (origin.kind === 'oidc') {
    const { signInWithOidc } = await import('../account/oidc.js');
    return signInWithOidc(origin, ({ url, code }) => {
      report(code === undefined ? `open ${url}` : `open ${url} and enter the code ${code}`);
    });
  }
  const { signInWithCognito } = await import('../account/cognito.js');
  return signInWithCognito(origin, {
    username: options.username ?? (await input({ message: 'User name', required: true })),
    password: async () =>
      options.passwordStdin
        ? (await text(process.stdin)).replace(/\r?\n$/, '')
        : password({ message: 'Password', mask: true }),
    newPassword: () => password({ message: 'A password of your own, from now on', mask: true }),
    code: () => input({ message: 'Code of your second factor', required: true }),
  });
}
