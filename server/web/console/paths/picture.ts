import type { FlowLink, FlowNode, PathsReport } from '../../../../shared/wire/paths.ts';
import { number } from '../say.ts';
import { t } from '../texts.ts';
import type { FlowPicture, Tone } from './flowChart.ts';
import type { Flow } from './view.ts';
import { touchName } from './words.ts';

/** The flow as a picture: of redemptions alone, or of all journeys. */
export function pictureOf({ flow, by }: PathsReport, shown: Flow): FlowPicture {
  const sizeOf = ({ redemptions, journeys }: FlowLink) => (shown === 'all' ? journeys : redemptions);
  const links = flow.links.filter((link) => sizeOf(link) > 0);
  const met = new Set(links.flatMap(({ from, to }) => [from, to]));
  const nodes = flow.nodes.filter(({ id }) => met.has(id));
  const lastColumn = Math.max(0, ...nodes.map(({ step }) => step ?? 0));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const nameOf = (id: string) => nodeName(byId.get(id), by);
  return {
    summary: t('paths.summary', { count: number(nodes.length) }),
    nodes: nodes.map((node) => ({
      id: node.id,
      name: nodeName(node, by),
      column: node.step === null ? lastColumn : node.step - 1,
      tone: toneOf(node),
    })),
    links: links.map((link) => {
      const end = byId.get(link.to);
      return {
        from: link.from,
        to: link.to,
        value: sizeOf(link),
        tone: end ? toneOf(end) : 'quiet',
        words: `${nameOf(link.from)} → ${nameOf(link.to)}: ${number(sizeOf(link))}`,
      };
    }),
  };
}

function nodeName(node: FlowNode | undefined, by: PathsReport['by']): string {
  if (!node || node.key === null) return t('paths.rare');
  if (node.step !== null) return touchName(node.key, by);
  return node.key === 'redeemed' ? t('paths.redeemed') : t('paths.lost');
}

function toneOf({ step, key }: FlowNode): Tone {
  if (step === null) return key === 'redeemed' ? 'celadon' : 'quiet';
  return key === null ? 'quiet' : 'cobalt';
}
