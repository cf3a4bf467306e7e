import type { FindingWords } from './en.js';

const doNotOpen = 'Wenn jemand sie dir geschickt hat: nicht öffnen.';
const exportAgain =
  'Öffne sie in dem Programm, das sie erzeugt hat, exportiere sie neu und sende die neue Datei.';
const exportClean = `${exportAgain} ${doNotOpen}`;
const sendAgain =
  'Sende die Datei noch einmal; geschieht es wieder, ist sie vielleicht auf deiner Seite beschädigt.';
const sendAsAsked =
  'Sende sie noch einmal, ohne weitere Kopfzeilen als die der Antwort auf den Upload. Ein Programm, das andere hinzufügt, muss berichtigt werden.';
const packAgain = 'Entpacke das Archiv und packe die Dateien neu, oder sende sie einzeln.';
const packAgainSafely = `${packAgain} ${doNotOpen}`;

export const findings: FindingWords = {
  disguise: ({ is, claims }) => `Das ist ${is.join(' ')}, k${claims.join(' ')}`,
  notTaken: (type) => `Der Dienst nimmt k${type.join(' ')} an`,
  titles: {
    'malware-found': 'Die Suche nach Schadsoftware hat etwas gefunden',
    'executable-content': 'Programme und Skripte werden nicht angenommen',
    'active-markup': 'Webseiten werden nicht angenommen',
    'active-content': 'Die Datei enthält etwas, das mit ihr ausgeführt oder geladen wird',
    'svg-active': 'Die Zeichnung kann Code ausführen',
    'guest-inside': 'Darin ist eine zweite Datei versteckt',
    'guest-trailing': 'Hinter dem Ende ist eine zweite Datei versteckt',
    'type-mismatch': 'Die Datei ist nicht, was ihr Name sagt',
    'size-mismatch': 'Die Datei ist nicht vollständig angekommen',
    'checksum-mismatch': 'Die Bytes haben sich unterwegs verändert',
    'unsigned-property': 'Die Datei wurde mit unerwarteten Kopfzeilen gesendet',
    'storage-unreadable': 'Die Datei ist so gespeichert, dass sie nicht gelesen werden kann',
    truncated: 'Die Datei endet zu früh',
    'empty-file': 'Die Datei ist leer',
    'type-unknown': 'Die Art dieser Datei ist unbekannt',
    'type-not-allowed': 'Diese Art von Datei wird nicht angenommen',
    'extension-blocked': 'Der Name hat eine Endung, die Rechner ausführen würden',
    'pixels-exceeded': 'Das Bild ist zu groß',
    'archive-expansion': 'Das Archiv wäre entpackt viel zu groß',
    'archive-nested': 'Das Archiv enthält ein weiteres Archiv',
    'archive-path': 'Das Archiv würde außerhalb seines Ordners entpackt',
    'archive-link': 'Das Archiv hat einen Verweis, der aus ihm hinausführt',
    'archive-name': 'Ein Name im Archiv verbirgt, was er ist',
    'archive-duplicate': 'Das Archiv hat einen Namen zweimal',
    'archive-mismatch': 'Programme würden das Archiv verschieden entpacken',
    protected: 'Die Datei ist geschützt und lässt sich nicht prüfen',
    'location-contained': 'Die Datei sagt, wo sie entstanden ist',
    'quota-exceeded': 'Dein Speicherplatz war voll',
  },
  otherTitle: 'Die Datei hat die Prüfung nicht bestanden',
  advice: {
    'empty-file': 'Wähle die Datei noch einmal, sobald etwas darin steht.',
    'type-unknown': 'Sende sie in einem der angenommenen Formate.',
    'type-mismatch': `Ist nur der Name falsch, gib der Datei ihre richtige Endung und sende sie noch einmal. ${doNotOpen}`,
    'type-not-allowed': 'Wandle sie in eines der angenommenen Formate um.',
    'executable-content': `Programme werden unter keinem Namen angenommen. ${doNotOpen}`,
    'active-markup':
      'Ein Browser würde ausführen, was darin steht. Sende stattdessen ein PDF oder ein Bild davon.',
    'active-content': `Öffne sie in dem Programm, das sie erzeugt hat, entferne Makros, Skripte und Verknüpfungen, und speichere sie neu. ${doNotOpen}`,
    'extension-blocked': 'Gib der Datei die Endung dessen, was sie wirklich ist.',
    'pixels-exceeded': 'Verkleinere es und sende es noch einmal.',
    'guest-inside': exportClean,
    'guest-trailing': exportClean,
    truncated: sendAgain,
    protected: 'Sende sie ohne Passwort, wenn sie lesen darf, wer deine Dateien hier lesen kann.',
    'location-contained': 'Entferne den Ort daraus, oder nimm sie ohne Ort auf, und sende sie noch einmal.',
    'archive-directory': packAgain,
    'archive-prefix': packAgain,
    'archive-overlap': packAgain,
    'archive-gap': packAgain,
    'archive-nameless': packAgain,
    'archive-path': packAgainSafely,
    'archive-name': packAgainSafely,
    'archive-duplicate': packAgain,
    'archive-mismatch': packAgainSafely,
    'archive-link': 'Packe die Dateien selbst statt Verweise auf sie, und sende das.',
    'archive-expansion': 'Sende die Dateien darin einzeln.',
    'archive-nested': 'Entpacke das innere Archiv und sende seine Dateien.',
    'svg-active': 'Exportiere sie als einfaches SVG ohne Skripte und Verweise, oder als PNG-Bild.',
    'svg-too-large': 'Exportiere sie als einfachere Zeichnung, oder als PNG-Bild.',
    'size-mismatch': sendAgain,
    'checksum-mismatch': sendAgain,
    'unsigned-property': sendAsAsked,
    'storage-unreadable': sendAsAsked,
    'quota-exceeded': 'Lösche Dateien, die du nicht mehr brauchst, und sende sie dann noch einmal.',
    'malware-found': 'Nicht öffnen. Lass das Gerät prüfen, von dem sie kommt.',
  },
  otherAdvice: exportAgain,
  held: 'Niemand kann sie lesen, bis jemand von der Verwaltung sie angesehen hat. Du kannst warten oder sie löschen.',
  atStart: 'Ganz am Anfang der Datei',
  at: (offset, size) => `Bei Byte ${offset} von ${size}`,
};
