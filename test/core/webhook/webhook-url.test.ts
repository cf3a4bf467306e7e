import { describe, expect, test } from '@jest/globals';
import { literalAddress, uriOf, wrongWithUrl } from '../../../lambda/core/webhook/webhook-url.js';

describe('a URL', () => {
  test.each([
    'https://hooks.example.com/a?b=c',
    'https://hooks.example.com:8443/',
    'https://hooks.example.com./',
    'https://93.184.215.14/',
    'https://[2606:2800:21f:cb07::1]/',
    // Names that only end or begin like those that are never public.
    'https://mylocal.example.com/',
    'https://hooks.mylocalhost.com/',
    'https://hooks.test.example.com/',
    `https://hooks.example.com/${'a'.repeat(2048 - 26)}`,
  ])('may be sent to: %s', (url) => {
    expect(wrongWithUrl(url)).toBeUndefined();
  });

  test.each([
    [`https://hooks.example.com/${'a'.repeat(2049 - 26)}`, 'it is longer than 2048 characters'],
    ['hooks.example.com', 'it is no absolute URL'],
    ['https://user@hooks.example.com/', 'it holds a user name or password'],
    ['https://:secret@hooks.example.com/', 'it holds a user name or password'],
    ['https://hooks.example.com/#part', 'it has a fragment'],
    ['http://hooks.example.com/', 'only https is sent to'],
    ['http://127.0.0.1/', 'only https is sent to'],
    ['https://10.0.0.1/', 'its address is not on the public internet'],
    ['https://[fd00::1]/', 'its address is not on the public internet'],
    ['https://intranet/', 'its host has no public name'],
    ['https://intranet./', 'its host has no public name'],
    ['https://a`b.example.com/', 'its host is not a name that DNS can look up'],
    ['https://a(b).example.com/', 'its host is not a name that DNS can look up'],
    ['https://a..example.com/', 'its host is not a name that DNS can look up'],
    [`https://${'a'.repeat(64)}.example.com/`, 'its host is not a name that DNS can look up'],
    [`https://${'a.'.repeat(127)}example.com/`, 'its host is not a name that DNS can look up'],
    ...['localhost', 'local', 'internal', 'home.arpa', 'test', 'invalid', 'onion'].flatMap((name) => [
      [`https://hooks.${name}/`, 'its host has no public name'],
      [`https://hooks.${name}./`, 'its host has no public name'],
    ]),
  ])('may not: %s', (url = '', reason) => {
    expect(wrongWithUrl(url)).toBe(reason);
  });

  test.each([
    ['http://127.0.0.1:8080/', undefined],
    ['http://[::1]/', undefined],
    ['http://localhost/', undefined],
    ['https://hooks.example.com/', undefined],
    ['ftp://localhost/', 'only https is sent to'],
    ['http://hooks.example.com/', 'only https is sent to'],
    ['http://192.168.0.1/', 'only https is sent to'],
    ['https://127.0.0.1/', 'its address is not on the public internet'],
  ])('of this machine may be plain where the deployment is on it: %s', (url, reason) => {
    expect(wrongWithUrl(url, true)).toBe(reason);
  });

  test.each([
    ['https://127.1/', '127.0.0.1'],
    ['https://[2001:DB8::1]:8443/', '2001:db8::1'],
    ['https://hooks.example.com/', undefined],
  ])('names an address, or a name: %s', (url, address) => {
    expect(literalAddress(new URL(url))).toBe(address);
  });

  test.each([
    ['https://hooks.example.com', 'https://hooks.example.com'],
    ['https://Hooks.example.com:/%7Ea?b=c%20/?', 'https://Hooks.example.com:/%7Ea?b=c%20/?'],
    ['https://[2606:2800:21f:cb07::1]:8443/', 'https://[2606:2800:21f:cb07::1]:8443/'],
    ['https://ö.ē-', 'https://xn--nda.xn----oia/'],
    ['https://bücher.example/ü?ü', 'https://xn--bcher-kva.example/%C3%BC?%C3%BC'],
    ['https://hooks.example.com/[a]|^{b}\\c', 'https://hooks.example.com/%5Ba%5D%7C%5E%7Bb%7D/c'],
    ['https://hooks.example.com/?[a]|^{b}\\`', 'https://hooks.example.com/?%5Ba%5D%7C%5E%7Bb%7D%5C%60'],
    ['https://hooks.example.com/100%/%zz%41', 'https://hooks.example.com/100%25/%25zz%41'],
    ['https://hooks.example.com/a b', 'https://hooks.example.com/a%20b'],
    ['https:///hooks.example.com/', 'https://hooks.example.com/'],
    ['https://hooks.example.com/😀', 'https://hooks.example.com/%F0%9F%98%80'],
  ])('is a URI: %s', (url, expected) => {
    expect(wrongWithUrl(url)).toBeUndefined();
    expect(uriOf(url)).toBe(expected);
    expect(uriOf(expected)).toBe(expected);
  });
});
