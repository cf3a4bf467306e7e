/** The preconditions of the requests in the documents, created by requests to a running `npm start`. */
const field = `field() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; }`;
const photo = 'test/fixtures/content/image/photo.jpg';

/** Signed in as admin. */
export const signedIn = [
  field,
  `API=$(node -p "require('./.local/state.json').apiUrl")`,
  'TOKEN=$(npm run --silent token -- admin)',
  'export WAYBILL_API_URL=$API WAYBILL_TOKEN=$TOKEN',
];

/** With two verified files, one of which is granted to another user. */
export const withFiles = [
  ...signedIn,
  `ID=$(npx waybill up --json ${photo} | field id)`,
  `OTHER=$(npx waybill up --json ${photo} | field id)`,
  'asked() { curl -sS -H "authorization: Bearer $TOKEN" -H "content-type: application/json" "$@"; }',
  'REVISION=$(asked "$API/files/$ID" | field revision)',
  `GRANT=$(asked "$API/files/$ID/grants" -d '{"subject":"user:carol"}' | field id)`,
];

/** And a link to it. */
export const withLink = [
  ...withFiles,
  `LINK=$(asked "$API/files/$ID/shares" -d '{"password":"correct horse"}' | field url)`,
];

/** With a held file. */
export const withHeldFile = [
  ...signedIn,
  'cp "$(command -v ls)" held.png',
  'ID=$(npx waybill up --json held.png | field id) || true',
];
