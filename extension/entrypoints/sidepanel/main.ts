import { startSidePanel } from '../../sidepanel/sidePanel.tsx';
import { t } from '../../text.ts';

const root = document.getElementById('side');
document.documentElement.lang = navigator.language;
document.title = t('extensionName');
if (root) startSidePanel(root);
