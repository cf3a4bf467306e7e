/** All text of the pages, in each language. */
export const shareWords = {
  en: {
    locale: 'en-GB',
    intro: 'A file was shared with you',
    protectedFile: 'Protected file',
    type: 'Type',
    size: 'Size',
    expires: 'Available until',
    password: 'Password',
    download: 'Download',
    open: 'Open in the browser',
    hiddenName: 'Its name is shown after you enter the password.',
    kinds: { image: 'Image', video: 'Video', audio: 'Audio', text: 'Text', font: 'Font', other: 'File' },
    gone: {
      title: 'This link does not open a file',
      text: 'It may be mistyped, expired, used up or revoked. Ask the sender for a new one.',
    },
    passwordRequired: { title: 'This link needs a password', text: 'Ask the sender for it.' },
    passwordWrong: {
      title: 'The password is wrong',
      text: 'Try again. Capital and small letters are different.',
    },
    tooManyGuesses: {
      title: 'Too many wrong passwords',
      text: (seconds: number) => `Wait ${seconds} seconds, then try again.`,
    },
    failed: { title: 'That did not work', text: 'Try again in a moment.' },
  },
  de: {
    locale: 'de',
    intro: 'Für Sie wurde eine Datei freigegeben',
    protectedFile: 'Geschützte Datei',
    type: 'Art',
    size: 'Größe',
    expires: 'Verfügbar bis',
    password: 'Passwort',
    download: 'Herunterladen',
    open: 'Im Browser öffnen',
    hiddenName: 'Den Namen erfahren Sie mit dem Passwort.',
    kinds: {
      image: 'Bild',
      video: 'Video',
      audio: 'Ton',
      text: 'Text',
      font: 'Schrift',
      other: 'Datei',
    },
    gone: {
      title: 'Dieser Link öffnet keine Datei',
      text: 'Vielleicht ist er falsch abgetippt, abgelaufen, aufgebraucht oder zurückgezogen. Bitten Sie um einen neuen.',
    },
    passwordRequired: {
      title: 'Dieser Link braucht ein Passwort',
      text: 'Fragen Sie, wer ihn Ihnen geschickt hat.',
    },
    passwordWrong: {
      title: 'Das war nicht das Passwort',
      text: 'Versuchen Sie es noch einmal. Groß- und Kleinschreibung zählt.',
    },
    tooManyGuesses: {
      title: 'Zu viele Passwörter wurden probiert',
      text: (seconds: number) => `Warten Sie ${seconds} Sekunden, dann versuchen Sie es noch einmal.`,
    },
    failed: { title: 'Das ging nicht', text: 'Versuchen Sie es gleich noch einmal.' },
  },
} as const;

export type ShareLanguage = keyof typeof shareWords;
export type ShareWords = (typeof shareWords)[ShareLanguage];
