/** An error for an invalid prop: its name, what was expected, and the actual value. Thrown at synth. */
export function wrongProp(prop: string, seen: unknown, expected: string): Error {
  return new Error(`Waybill: ${prop}: expected ${expected}, got ${JSON.stringify(seen) ?? String(seen)}`);
}

/**
 * Whether tokens and signatures may be sent to this URL: https, or http to a loopback address (W3C Secure Contexts, "Is
 * origin potentially trustworthy?").
 */
export function isSafeUrl(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || parsed.search !== '' || parsed.hash !== '' || parsed.username !== '') return false;
  if (!isShortEnough(parsed.hostname)) return false;
  if (parsed.protocol === 'https:') return true;
  return parsed.protocol === 'http:' && isLoopback(parsed.hostname);
}

/** RFC 1035 section 2.3.4: labels of at most 63 octets, names of at most 255 with a length before each and a root. */
const isShortEnough = (hostname: string): boolean =>
  hostname.length <= 253 && hostname.split('.').every((label) => label.length <= 63);

function isLoopback(hostname: string): boolean {
  return /^(127(\.\d{1,3}){3}|\[::1\]|localhost|.+\.localhost)$/.test(hostname);
}
