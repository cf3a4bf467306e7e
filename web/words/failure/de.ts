import type { FailureWords } from './en.js';

export const failure: FailureWords = {
  failure: {
    typeNotAllowed: (type) =>
      type ? `Der Dienst nimmt k${type} an` : 'Diese Art von Datei wird nicht angenommen',
    ofType: (type) => `Datei vom Typ ${type}`,
    accepted: (kinds) => `Angenommen werden: ${kinds}.`,
    tooLarge: 'Die Datei ist zu groß',
    sizes: (size, limit) => `Sie hat ${size}; die Grenze ist ${limit}.`,
    empty: 'Die Datei ist leer',
    emptyAdvice: 'Es ist nichts darin, das sich speichern ließe.',
    invalid: 'Der Dienst nimmt das nicht an',
    storage: 'Der Speicher hat die Datei nicht angenommen',
    storageAdvice: (answer) => `Versuch es noch einmal. ${answer}.`,
    trouble: 'Der Dienst hat Schwierigkeiten',
    troubleAdvice: (requestId) => `Versuch es gleich noch einmal.${requestId && ` (${requestId})`}`,
    unexpected: 'Etwas Unerwartetes ist geschehen',
    other: 'Das hat nicht geklappt',
    byCode: {
      'quota-exceeded': [
        'Dein Speicherplatz ist voll',
        'Lösche Dateien, die du nicht mehr brauchst, und sende sie noch einmal.',
      ],
      'too-many-uploads': [
        'Zu viele Dateien sind zugleich unterwegs',
        'Warte, bis einige da sind, und versuch es dann noch einmal.',
      ],
      'file-not-found': ['Die Datei ist weg', 'Sie wurde anderswo gelöscht.'],
      network: ['Die Verbindung ist abgerissen', 'Sieh nach, ob du online bist, und versuch es noch einmal.'],
      unauthenticated: ['Du bist nicht mehr angemeldet', 'Melde dich wieder an, um weiterzumachen.'],
      forbidden: ['Das darfst du nicht', 'Deinem Konto fehlt die Berechtigung dazu.'],
      'upload-ended': ['Das Senden ist beendet', 'Versuch es noch einmal.'],
      conflict: ['Etwas anderes hat sie im selben Augenblick geändert', 'Versuch es noch einmal.'],
      'unexpected-answer': ['Die Antwort kam nicht vom Dienst', 'Lade die Seite neu.'],
      'request-too-large': ['Das ist zu viel Text', 'Kürze ihn und versuch es noch einmal.'],
      'file-rejected': ['Sie wurde abgelehnt', 'Was abgelehnt ist, lässt sich weder lesen noch teilen.'],
      'too-many-grants': ['Sie ist schon für zu viele freigegeben', 'Nimm sie zuerst von einigen zurück.'],
      'share-not-found': ['Es wurde schon zurückgezogen', 'Öffne dies noch einmal, um zu sehen, was gilt.'],
      'upload-expired': [
        'Das Senden hat zu lange gedauert',
        'Die Erlaubnis ist abgelaufen. Versuch es noch einmal.',
      ],
      'too-many-requests': [
        'Der Dienst ist ausgelastet',
        'Warte einen Augenblick und versuch es dann noch einmal.',
      ],
      'verdict-timeout': [
        'Die Prüfung dauert länger als sonst',
        'Die Datei ist beim Dienst gut aufgehoben. Sieh später noch einmal nach.',
      ],
      'revision-mismatch': ['Sie wurde anderswo geändert', 'Lade die Seite neu und entscheide noch einmal.'],
      'file-not-verified': ['Sie ist nicht geprüft', 'Nur geprüfte Dateien lassen sich lesen und teilen.'],
      'too-many-shares': ['Es gibt schon zu viele Links', 'Zieh zuerst einige davon zurück.'],
    },
  },
};
