import { describe, expect, test } from '@jest/globals';
import { bucketAddress, originOf } from '../../../lambda/aws/object/bucket-address.js';

describe('the address of a bucket', () => {
  test.each([
    ['eu-west-1', 'https://files.s3.eu-west-1.amazonaws.com'],
    // China has a domain of its own (AWS China guide, "Endpoints and ARNs").
    ['cn-north-1', 'https://files.s3.cn-north-1.amazonaws.com.cn'],
  ])('in %s is %s', (region, origin) => {
    const address = bucketAddress('files', region);
    expect([originOf(address), address.root]).toEqual([origin, '/']);
  });

  test.each([
    ['https://s3.example', 'virtual', 'https://files.s3.example', '/'],
    ['https://s3.example', 'path', 'https://s3.example', '/files/'],
    ['http://s3.example:9000/tenant/a/', 'virtual', 'http://files.s3.example:9000', '/tenant/a/'],
    ['http://s3.example:9000/tenant/a', 'path', 'http://s3.example:9000', '/tenant/a/files/'],
  ] as const)('at the store %s, addressed by %s, is %s%s', (url, addressing, origin, root) => {
    const address = bucketAddress('files', 'eu-west-1', { url: new URL(url), addressing });
    expect([originOf(address), address.root]).toEqual([origin, root]);
  });
});
