import '@waybill/client/element';

for (const field of document.getElementsByTagName('waybill-upload')) {
  // Your stack's output ApiUrl, and the token of your sign-in.
  field.api = apiUrl;
  field.getToken = getToken;
  field.options = { metadata: { from: field.id } };
  if (field.lang === 'de')
    field.texts = {
      dropFile: 'Datei hierher ziehen, oder',
      chooseFile: 'Datei wählen',
      uploads: 'Dateien',
      status: { uploading: 'Wird gesendet, {percent}', checking: 'Wird geprüft', verified: 'Geprüft' },
      cancel: 'Abbrechen',
      retry: 'Wiederholen',
      remove: 'Entfernen',
    };
}

const form = document.querySelector('form');
const output = document.querySelector('output');
// Only with the files that are required, all of them verified: before that, the browser says what is missing.
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const ids = new FormData(form).getAll('photos');
  if (output) output.value = `Sent: ${ids.join(', ')}`;
});
form?.addEventListener('reset', () => {
  if (output) output.value = '';
});
