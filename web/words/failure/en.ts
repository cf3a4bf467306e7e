export const failure = {
  failure: {
    typeNotAllowed: (type: string | undefined) =>
      type ? `The service does not take ${type}` : 'This type is not accepted',
    ofType: (type: string) => `file of the type ${type}`,
    accepted: (kinds: string) => `Accepted: ${kinds}.`,
    tooLarge: 'The file is too large',
    sizes: (size: string, limit: string) => `It has ${size}; the limit is ${limit}.`,
    empty: 'The file is empty',
    emptyAdvice: 'There is nothing in it to store.',
    invalid: 'The service does not take this',
    storage: 'Storage did not take the file',
    storageAdvice: (answer: string) => `Try again. ${answer}.`,
    trouble: 'The service has trouble',
    troubleAdvice: (requestId: string) => `Try again in a moment.${requestId && ` (${requestId})`}`,
    unexpected: 'Something unexpected happened',
    other: 'That did not work',
    byCode: {
      'quota-exceeded': [
        'There is no room left',
        'Delete files that you no longer need, then send it again.',
      ],
      'too-many-uploads': [
        'Too many files are under way at once',
        'Wait until some have arrived, then try again.',
      ],
      'file-not-found': ['The file is gone', 'It was deleted somewhere else.'],
      network: ['The connection broke', 'Check that you are online, then try again.'],
      unauthenticated: ['You are no longer signed in', 'Sign in again to go on.'],
      forbidden: ['You may not do that', 'Your account lacks the permission for it.'],
      'upload-ended': ['The upload has ended', 'Try again.'],
      conflict: ['Something else changed it at the same moment', 'Try again.'],
      'unexpected-answer': ['Something else answered in place of the service', 'Load the page again.'],
      'request-too-large': ['That is too much text', 'Shorten it, then try again.'],
      'file-rejected': ['It was refused', 'Refused files cannot be read or shared.'],
      'too-many-grants': ['It is shared with too many already', 'Take it back from some of them first.'],
      'share-not-found': ['It was taken back already', 'Open this again to see what holds now.'],
      'upload-expired': ['It took too long to send', 'The permission ran out. Try again.'],
      'too-many-requests': ['The service is busy', 'Wait a moment, then try again.'],
      'verdict-timeout': [
        'The check takes longer than usual',
        'The file is safe with the service. Look again in a while.',
      ],
      'revision-mismatch': ['It was changed somewhere else', 'Load the page again and decide anew.'],
      'file-not-verified': ['It is not verified', 'Only verified files can be read and shared.'],
      'too-many-shares': ['It has too many links already', 'Revoke some of them first.'],
    } satisfies Record<string, readonly [title: string, advice: string]>,
  },
};

export type FailureWords = typeof failure;
