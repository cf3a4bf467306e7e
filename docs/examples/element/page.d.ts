/** What the page of this example has from elsewhere: see main.js. */
declare const apiUrl: string;
declare const getToken: () => Promise<string>;
