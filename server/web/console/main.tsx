import '../theme.css';
import { render } from 'preact';
import { chosenTheme, showTheme } from '../theme.ts';
import { App } from './App.tsx';
import { interceptLinks } from './location.ts';
import { texts } from './texts.ts';

const root = document.getElementById('app');
if (root) {
  const show = () => render(<App />, root);
  showTheme(chosenTheme());
  texts.onLanguage(show);
  interceptLinks(new AbortController().signal); // As long as the page.
  show();
}
