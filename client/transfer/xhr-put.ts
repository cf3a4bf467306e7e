import { noAnswer } from '../api/no-answer.js';
import type { SendPut } from './signed-put.js';

/** One PUT with XMLHttpRequest, which reports progress. */
export const xhrPut: SendPut = (signed, bytes, { onSent, signal }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', signed.url);
    for (const [name, value] of Object.entries(signed.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onabort = request.onerror = () => reject(noAnswer(signed.url));
    signal.addEventListener('abort', () => request.abort());
    request.send(bytes);
  });
