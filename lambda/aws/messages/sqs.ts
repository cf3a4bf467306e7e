import { jsonService } from '../http/json-service.js';

/** SQS, by the names of its API reference. Its own endpoint, not the host in a queue's URL, which may be wrong on another engine than AWS. */
export const sqs = () => jsonService({ name: 'sqs', target: 'AmazonSQS', version: '1.0' });
