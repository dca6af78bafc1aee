import { render } from 'preact';
import { Shop } from './Shop.tsx';

const root = document.getElementById('shop');
if (root) render(<Shop />, root);
