/** The ending of a name, lower case, without the dot. Windows drops dots and spaces at the end before it looks for it. */
export const endingOf = (filename: string): string | undefined =>
  /\.([^.\s/\\]+)[.\s]*$/.exec(filename)?.[1]?.toLowerCase();
