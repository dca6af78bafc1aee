import { normalizeIP } from '@fastify/rate-limit';

/** What one household or company of an internet provider's usually gets of IPv6. */
const IPV6_BITS = 48;

/** The network of an address: a /24 of IPv4, a /48 of IPv6, whichever way the address is written. */
export function networkOf(ip: string): string {
  return ip.includes('.')
    ? ip.slice(ip.lastIndexOf(':') + 1, ip.lastIndexOf('.'))
    : normalizeIP(ip, IPV6_BITS);
}
