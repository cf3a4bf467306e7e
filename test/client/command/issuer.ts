import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type InteractionResults } from 'oidc-provider';

/** A certified OpenID Connect issuer, where every user is alice and consents. */
export class Issuer {
  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async start({ isDeviceOffered }: { readonly isDeviceOffered: boolean }): Promise<Issuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const provider = new Provider(url, {
      clients: [
        {
          client_id: 'waybill-cli',
          application_type: 'native',
          token_endpoint_auth_method: 'none',
          redirect_uris: ['http://127.0.0.1/'],
          grant_types: [
            'authorization_code',
            'refresh_token',
            ...(isDeviceOffered ? ['urn:ietf:params:oauth:grant-type:device_code'] : []),
          ],
        },
      ],
      features: {
        devInteractions: { enabled: false },
        deviceFlow: { enabled: isDeviceOffered },
        // Access tokens for the gateway: signed, with an audience.
        resourceIndicators: {
          enabled: true,
          defaultResource: () => 'urn:waybill',
          getResourceServerInfo: () => ({
            scope: 'openid offline_access',
            audience: 'waybill',
            accessTokenFormat: 'jwt' as const,
          }),
          useGrantedResource: () => true,
        },
      },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
      issueRefreshToken: () => true,
      cookies: { keys: ['a key of this test alone'] },
      pkce: { required: () => true },
      ttl: { AccessToken: 3600 },
    });
    const take = provider.callback();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void (request.url?.startsWith('/interaction/')
        ? agree(provider, request, response)
        : take(request, response));
    });
    return new Issuer(url, server);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function agree(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  const result: InteractionResults = {};
  if (prompt.name === 'login') result.login = { accountId: 'alice' };
  else {
    const grant = new provider.Grant({
      accountId: session?.accountId ?? '',
      clientId: String(params['client_id']),
    });
    grant.addOIDCScope('openid offline_access');
    grant.addResourceScope('urn:waybill', 'openid offline_access');
    result.consent = { grantId: await grant.save() };
  }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

/** A headless browser: follows redirects with its cookies, and submits the forms of pages. */
export async function visit(address: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = address;
  let form: URLSearchParams | undefined;
  for (;;) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    const text = await answer.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(text)?.[1];
    if (!location && (!action || answer.status !== 200)) return text;
    form = location ? undefined : fieldsOf(text);
    url = new URL(location ?? action ?? '', url).href;
  }
}

function fieldsOf(html: string): URLSearchParams {
  const form = new URLSearchParams();
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name) form.set(name, /value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return form;
}
