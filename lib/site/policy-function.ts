/** Metadata of the document's object in S3: what its content security policy is. */
export const policyMetadata = 'content-security-policy';

/**
 * Runs at CloudFront's edge, on each answer with the document: makes a header of the metadata. A headers policy would
 * have to name API and bucket, which name the distribution as an origin in their CORS rules: CloudFormation refuses
 * such a circle. The metadata comes with the deployment of the page, when all of them are there.
 *
 * 304 carries no metadata, and its headers would replace those of the stored answer (RFC 9111 section 3.2): it is
 * left alone. Anything else without metadata may do nothing at all.
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
