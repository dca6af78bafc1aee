import { render } from 'preact';
import { Popup } from '../../popup/Popup.tsx';
import { t } from '../../text.ts';

const root = document.getElementById('popup');
document.documentElement.lang = navigator.language;
document.title = t('extensionName');
if (root) render(<Popup />, root);
