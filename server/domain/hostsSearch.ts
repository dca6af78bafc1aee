/** Hosts of search engines that no name gives away and the kept library does not know; subdomains included. */
export const SEARCH_HOSTS: readonly string[] = [
  // Alive, or heard of.
  'ask.com coccoc.com entireweb.com freespoke.com gibiru.com infospace.com info.com laban.vn mojeek.com',
  'oceanhero.today presearch.com stract.com swisscows.com torry.io yep.com altavista.com lycos.*',
  'duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion',
  'startpagel6srwcjlue4zgq3zevrujfaow726kjytqbbjyrswwmjzcqd.onion',
  // Directories of one country.
  '118700.se 123people.* abcsok.no allaverksamheter.se allesklar.at allesklar.ch allesklar.de benefind.de',
  'dir.com findhurtig.dk fireball.com isodelen.se peoplecheck.de riksdelen.se sm.de so-net.ne.jp sputnik.ru',
  'toppreise.ch yellowmap.de yongzin.com zoznam.sk kwzf.net lemoteur.ke.voila.fr',
  // Start pages and tool bars that put their own name on another engine.
  'enciclopedia.it.msn.com gfsoso.com gogole.* googel.* gppgle.* wwwgoogle.* cgi2.nintendo.co.jp',
  'home.kingsoft.jp home.speedbit.com it.luna.tv netlavis.azione.jp o2suche.aol.de optuszoo.com.au',
  'qbyrd.com search-results.com searchlock.com searchmobileonline.com searchqu.com searchservice.myspace.com',
  'searchya.com start.funmoods.com start.lenovo.com startab.me wow.com www2.inbox.com',
  // The rest.
  'aguea.com alltheinternet.com alohafind.com forestle.org hit-parade.com kadaza.com kensaq.com localmoxie.com',
  'lookany.com monumentbrowser.com plusnetwork.com privacywall.org quendu.com scour.com setooz.com surfcanyon.com',
  'swiggle.org.uk talimba.com tarmot.com tattoodle.com vuhuv.com weborama.fr wedoo.com woopie.jp zapmeta.*',
  'zxuso.com',
].flatMap((line) => line.split(' '));
