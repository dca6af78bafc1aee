import '../theme.css';
import { render } from 'preact';

const root = document.getElementById('app');
if (root) render(<main>Backstamp</main>, root);
