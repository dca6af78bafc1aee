import { useCallback, useEffect, useState } from 'preact/hooks';
import type { TillState } from '../../../shared/wire/till.ts';
import { enrolTill, getTill } from '../api.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** Which device this is: one that is enrolled has a store and clerks. */
type Device =
  | { is: 'loading' }
  | { is: 'unreachable' }
  | { is: 'new'; code: string; trouble: Trouble | null }
  | { is: 'enrolled'; state: TillState };

export interface Till {
  device: Device;
  setState: (state: TillState) => void;
  /** Asks the server again what this device is. */
  refresh: () => Promise<void>;
  enrol: (code: string) => Promise<void>;
}

/** This device: enrolled by the code in the address, or as the server knows it. */
export function useTill(): Till {
  const [device, setDevice] = useState<Device>({ is: 'loading' });
  const setState = useCallback((state: TillState) => setDevice({ is: 'enrolled', state }), []);
  const refresh = useCallback(
    () => getTill().then(setState, (error) => setDevice(unknownDevice(error))),
    [setState],
  );
  const enrol = useCallback(
    (code: string) =>
      enrolTill({ code }).then(setState, (error) =>
        setDevice({ is: 'new', code, trouble: troubleOf(error) }),
      ),
    [setState],
  );
  useEffect(() => {
    const code = takeCode();
    void (code ? enrol(code) : refresh());
  }, [enrol, refresh]);
  useEffect(() => {
    if (device.is !== 'unreachable') return;
    const stop = new AbortController();
    addEventListener('online', () => void refresh(), { signal: stop.signal });
    return () => stop.abort();
  }, [device, refresh]);
  return { device, setState, refresh, enrol };
}

function unknownDevice(error: unknown): Device {
  const trouble = troubleOf(error);
  return trouble === 'signedOut' ? { is: 'new', code: '', trouble: null } : { is: 'unreachable' };
}

/** The code in the address, taken out of it: it works once, and the address stays in the history. */
function takeCode(): string {
  const code = location.hash.slice(1);
  if (code) history.replaceState(null, '', location.pathname);
  return code;
}
