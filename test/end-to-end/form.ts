export interface SignedForm {
  readonly method: 'post';
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Sends bytes as a browser sends a form, with some fields changed. */
export function sendForm(
  { url, fields }: SignedForm,
  bytes: Uint8Array,
  otherwise: Readonly<Record<string, string>> = {},
) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...otherwise })) body.append(name, value);
  body.append('file', new Blob([new Uint8Array(bytes)]), 'picture.png');
  return fetch(url, { method: 'POST', body });
}
