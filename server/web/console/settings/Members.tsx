import { useState } from 'preact/hooks';
import type { Invitation, Member, MemberInput } from '../../../../shared/wire/account.ts';
import { inviteMember, listMembers, removeMember } from '../../api.ts';
import { useLoad } from '../load.ts';
import { useSession, useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Ago } from '../ui/Ago.tsx';
import { CopyText } from '../ui/CopyText.tsx';
import { Confirm } from '../ui/Dialog.tsx';
import { Choice, Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { When } from '../ui/Notice.tsx';
import { useForm } from '../ui/useForm.ts';

/** Who may look at this site or run it. */
export function Members() {
  const { site } = useSite();
  const load = useLoad(`${site.id} members`, () => listMembers(site.id));
  return (
    <>
      <When load={load}>{({ members }) => <MemberRows members={members} reload={load.reload} />}</When>
      <Invite reload={load.reload} />
    </>
  );
}

function MemberRows({ members, reload }: { members: Member[]; reload: () => void }) {
  const { site } = useSite();
  const { session } = useSession();
  const [removing, setRemoving] = useState<Member | null>(null);
  return (
    <>
      <ul class="rows">
        {members.map((member) => (
          <li key={member.id}>
            <span>
              {member.email} {!member.joined && <span class="badge watch">{t('members.invited')}</span>}
              <small class="muted">{t(`role.${member.role}`)}</small>
            </span>
            {member.email !== session.email && (
              <button
                type="button"
                class="small quiet danger"
                aria-label={t('members.removeOf', { member: member.email })}
                onClick={() => setRemoving(member)}
              >
                {t('remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {removing && (
        <Confirm
          title={t('members.removeTitle', { member: removing.email })}
          act={t('members.remove')}
          onAct={() => removeMember(site.id, removing.id).then(reload)}
          onClose={() => setRemoving(null)}
        >
          {t('members.removeText')}
        </Confirm>
      )}
    </>
  );
}

function Invite({ reload }: { reload: () => void }) {
  const { site } = useSite();
  const [made, setMade] = useState<(Invitation & { email: string }) | null>(null);
  const form = useForm({ email: '', role: 'marketer' }, async ({ email, role }) => {
    const invitation = await inviteMember(site.id, { email, role: role as MemberInput['role'] });
    setMade({ ...invitation, email });
    form.set('email', '');
    reload();
  });
  return (
    <form class="invite" onSubmit={form.onSubmit}>
      <h3>{t('members.invite')}</h3>
      <div class="pair">
        <Field form={form} name="email" label={t('email')} type="email" required autoComplete="off" />
        <Choice
          form={form}
          name="role"
          label={t('members.role')}
          options={[
            ['marketer', t('role.marketer')],
            ['owner', t('role.owner')],
          ]}
        />
      </div>
      <FormFoot form={form} send={t('members.send')} />
      {made && (
        <div role="status">
          <p class="muted small-text">
            {t('members.link', { email: made.email })} <Ago at={made.expiresAt} />.
          </p>
          <CopyText text={made.link} label={t('members.invite')} />
        </div>
      )}
    </form>
  );
}
