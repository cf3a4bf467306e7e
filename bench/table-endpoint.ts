import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/** A verified file in the table's API (DynamoDB API reference, "GetItem"). */
export const storedFile = {
  id: '01939f5e-8a00-7abc-8def-0123456789ab',
  item: {
    pk: { S: 'FILE#01939f5e-8a00-7abc-8def-0123456789ab' },
    sk: { S: 'FILE' },
    gsi1pk: { S: 'OWNER#alice' },
    gsi1sk: { S: '01939f5e-8a00-7abc-8def-0123456789ab' },
    id: { S: '01939f5e-8a00-7abc-8def-0123456789ab' },
    owner: { S: 'alice' },
    key: { S: 'files/ab/u-alice/01939f5e-8a00-7abc-8def-0123456789ab' },
    filename: { S: 'holiday.png' },
    contentType: { S: 'image/png' },
    sizeBytes: { N: '4194304' },
    metadata: { L: [] },
    status: { S: 'verified' },
    version: {
      M: { versionId: { S: '3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY' }, sequencer: { S: '0062E99A88DC407460' } },
    },
    detectedType: { S: 'image/png' },
    checks: {
      M: {
        size: { S: 'passed' },
        checksum: { S: 'skipped' },
        type: { S: 'passed' },
        malware: { S: 'skipped' },
      },
    },
    reasons: { L: [] },
    warnings: { L: [] },
    createdAt: { S: '2026-11-22T12:00:00.000Z' },
    uploadExpiresAt: { S: '2026-11-22T12:15:00.000Z' },
    revision: { N: '3' },
  },
};

export interface TableEndpoint {
  readonly url: string;
  /** PEM file for NODE_EXTRA_CA_CERTS. */
  readonly certificate: string;
  stop(): Promise<void>;
}

/** Responds to PutItem and GetItem over HTTPS on loopback immediately, so that only the function is measured. */
export async function tableEndpoint(folder: string): Promise<TableEndpoint> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const certificate = `${folder}/table-endpoint.pem`;
  writeFileSync(certificate, cert);
  const found = JSON.stringify({ Item: storedFile.item });
  const server = createServer({ cert, key }, (request, response) => {
    request.resume().on('end', () => {
      const isRead = String(request.headers['x-amz-target']).endsWith('GetItem');
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(isRead ? found : '{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    certificate,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
