/** What CloudFront reads of a request: the URL without its own parameters, and what is signed. */
export interface ViewerRequest {
  /** As it arrived, without the parameters of the signature: what the signature is for, and what is cached. */
  readonly url: string;
  readonly given: Given;
}

interface Given {
  readonly policy?: string;
  readonly expires?: string;
  readonly signature?: string;
  readonly keyPairId?: string;
  readonly hashAlgorithm?: string;
}

const parameters: Readonly<Record<string, keyof Given>> = {
  Policy: 'policy',
  Expires: 'expires',
  Signature: 'signature',
  'Key-Pair-Id': 'keyPairId',
  'Hash-Algorithm': 'hashAlgorithm',
};

/**
 * CloudFront developer guide, "Decide to use signed URLs or signed cookies": if a URL has a signature, cookies do not
 * count. Names are case-sensitive.
 * @param url with scheme and host
 */
export function viewerRequest(url: string, cookieHeader = ''): ViewerRequest {
  const [base = '', ...rest] = url.split('?');
  const pairs = rest.length === 0 ? [] : rest.join('?').split('&');
  const isOwn = (pair: string) => Object.hasOwn(parameters, nameIn(pair));
  const kept = pairs.filter((pair) => !isOwn(pair));
  const inUrl = collect(pairs.filter(isOwn), '');
  return {
    url: kept.length > 0 ? `${base}?${kept.join('&')}` : base,
    given: 'signature' in inUrl ? inUrl : collect(cookieHeader.split(/; */), 'CloudFront-'),
  };
}

const nameIn = (pair: string): string => pair.split('=', 1)[0] ?? '';

/** Of a name that is there twice, the first counts. */
function collect(pairs: readonly string[], prefix: string): Given {
  const found: Partial<Record<keyof Given, string>> = {};
  for (const pair of pairs) {
    const name = nameIn(pair);
    const field = name.startsWith(prefix) ? parameters[name.slice(prefix.length)] : undefined;
    if (field) found[field] ??= pair.slice(name.length + 1);
  }
  return found;
}
