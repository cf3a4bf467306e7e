import { createClient, isWaybillError } from '@waybill/client';
import { useFiles, useUpload } from '@waybill/client/react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

// Your stack's output ApiUrl, and the token of your sign-in.
declare const apiUrl: string;
declare const getToken: () => Promise<string>;
const client = createClient({ apiUrl, getToken });

function Uploads({ onVerified }: { readonly onVerified: () => void }) {
  const { upload, uploads, clear } = useUpload(client, { abortOnUnmount: true });
  const send = async (file: File) => {
    const { status } = await upload(file, { metadata: { from: 'react' } });
    if (status === 'verified') onVerified();
  };
  return (
    <section>
      <label>
        Choose files
        <input
          type="file"
          multiple
          onChange={({ target }) => {
            for (const file of target.files ?? []) void send(file);
            // The same file can be chosen again.
            target.value = '';
          }}
        />
      </label>
      <ul aria-label="Uploads">
        {uploads.map(({ key, name, status, progress, file, error, abort, retry }) => (
          <li key={key}>
            <bdi>{name}</bdi>: <span role="status">{status}</span>
            {status === 'uploading' && <progress value={progress} aria-label={`Progress of ${name}`} />}
            {/ing$/.test(status) && <button onClick={abort}>Cancel {name}</button>}
            {status === 'failed' && <button onClick={() => void retry()}>Retry {name}</button>}
            {file?.reasons.map(({ code, message, advice }) => (
              <p key={code}>
                {message}. {advice}
              </p>
            ))}
            {error && <p role="alert">{isWaybillError(error) ? error.detail : error.message}</p>}
          </li>
        ))}
      </ul>
      <button onClick={clear}>Clear</button>
    </section>
  );
}

function App() {
  const [type, setType] = useState('');
  const [hasUploads, setHasUploads] = useState(true);
  const filter = { status: 'verified', type: type || undefined, pageSize: 2 } as const;
  const { files, status, error, hasMore, more, refresh } = useFiles(client, filter);
  return (
    <main>
      <button onClick={() => setHasUploads(!hasUploads)}>{hasUploads ? 'Close' : 'Open'} uploads</button>
      {hasUploads && <Uploads onVerified={refresh} />}
      <label>
        Type
        <select value={type} onChange={({ target }) => setType(target.value)}>
          <option value="">all</option>
          <option value="image/*">images</option>
          <option value="video/*">videos</option>
        </select>
      </label>
      <ul aria-label="Files" aria-busy={status === 'loading'}>
        {files.map(({ id, filename }) => (
          <li key={id}>
            <bdi>{filename}</bdi>
          </li>
        ))}
      </ul>
      {error && <p role="alert">{error.message}</p>}
      {hasMore && <button onClick={more}>Show more</button>}
    </main>
  );
}

const root = document.querySelector('#app');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
