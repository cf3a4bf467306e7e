import type { IncomingMessage } from 'node:http';

export interface TokenRequest {
  readonly subject: string;
  readonly groups: readonly string[];
}

/** Why no token is issued. The message is for the user. */
export class TokenRequestProblem extends Error {
  override readonly name = 'TokenRequestProblem';

  constructor(
    readonly status: 400 | 405 | 413 | 415,
    message: string,
  ) {
    super(message);
  }
}

const maxBytes = 10_000;
/** OpenID Connect Core 1.0 section 2: a `sub` has at most 255 characters. */
const maxSubjectLength = 255;

/** @throws TokenRequestProblem for anything but `POST` of `{ subject, groups? }` as JSON */
export async function readTokenRequest(request: IncomingMessage): Promise<TokenRequest> {
  if (request.method !== 'POST') throw new TokenRequestProblem(405, 'Only POST.');
  // JSON requires a preflight, which is never allowed here: other origins can't get tokens.
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new TokenRequestProblem(415, 'Send content-type: application/json.');
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes)
      throw new TokenRequestProblem(413, 'That is too long for a subject and its groups.');
    chunks.push(chunk);
  }
  return parseTokenRequest(Buffer.concat(chunks).toString('utf8'));
}

/** @throws TokenRequestProblem */
export function parseTokenRequest(text: string): TokenRequest {
  const { subject, groups = [] } = parseObject(text);
  if (typeof subject !== 'string' || subject === '' || subject.length > maxSubjectLength) {
    throw new TokenRequestProblem(
      400,
      `subject must be a string of 1 to ${String(maxSubjectLength)} characters.`,
    );
  }
  if (!Array.isArray(groups) || !groups.every((group): group is string => typeof group === 'string')) {
    throw new TokenRequestProblem(400, 'groups must be a list of strings.');
  }
  return { subject, groups };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Falls through: invalid JSON is not an object either.
  }
  throw new TokenRequestProblem(400, 'Send a JSON object.');
}
