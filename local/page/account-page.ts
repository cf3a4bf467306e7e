import { demoSubjects } from './demo-accounts.js';

/** The parameter with the chosen account for the authorization endpoint. */
export const accountParameter = 'account';

/** The account chooser of the authorization endpoint. */
export function accountPage({ searchParams }: URL): string {
  const hidden = [...searchParams].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const choices = demoSubjects.map(
    (one) => `<button name="${accountParameter}" value="${one}">${one}</button>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Sign in to Waybill on this machine</title>
<style>body{font:1rem/1.6 system-ui;max-width:26rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}
form{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0}button,input{font:inherit;padding:.4rem .9rem}</style>
<h1>Who signs in?</h1><p>On this machine everybody is believed. <b>admin</b> has every permission.</p>
<form>${hidden.join('')}${choices.join('')}</form>
<form>${hidden.join('')}<label>Or any other name <input name="${accountParameter}" required maxlength="255"></label>
<button>Sign in</button></form>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
