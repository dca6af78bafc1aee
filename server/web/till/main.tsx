import { render } from 'preact';
import { Till } from './Till.tsx';

const root = document.getElementById('till');
if (root) render(<Till />, root);
