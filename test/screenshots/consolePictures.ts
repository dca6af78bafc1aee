import { makeHttpClient } from '../../server/httpClient.ts';
import { type Studio, settled, stillPage } from './studio.ts';

/** The funnel of four weeks, in both colour schemes. */
export async function consolePictures(studio: Studio): Promise<void> {
  const { browser, demo, save } = studio;
  const owner = makeHttpClient(demo.url);
  await owner.post('/v1/session', demo.owner);
  const context = await browser.createBrowserContext();
  for (const [name, value] of owner.cookies) {
    await context.setCookie({ name, value, domain: 'localhost', path: '/', httpOnly: true });
  }
  for (const scheme of ['light', 'dark']) {
    const page = await stillPage(await context.newPage(), 1280, 956, scheme);
    await page.goto(`${demo.url}/sites/${demo.shop.site.id}/funnel?range=28`);
    await page.waitForFunction(() => document.querySelector('main')?.innerText.includes('Redeemed'));
    await settled(page);
    await save(page, `console-${scheme}`);
    await page.close();
  }
  await context.close();
}
