/** Metadata of the document's object in S3 with its content security policy. */
export const policyMetadata = 'content-security-policy';

/**
 * Runs at CloudFront's edge for each response with the document: turns the metadata into a header. A response headers
 * policy would need API and bucket, whose CORS rules need the distribution: CloudFormation rejects such a circular
 * dependency. The metadata is written when the page is deployed, after all of them.
 *
 * A 304 has no metadata, and its headers would replace those of the cached response (RFC 9111 section 3.2): it is not
 * changed. Anything else without metadata gets a policy that allows nothing.
 */
export const policyFunctionCode = `function handler(event) {
  var response = event.response;
  if (response.statusCode === 304) return response;
  var name = 'x-amz-meta-${policyMetadata}';
  var policy = response.headers[name];
  response.headers['content-security-policy'] = { value: policy ? policy.value : "default-src 'none'" };
  delete response.headers[name];
  return response;
}
`;
