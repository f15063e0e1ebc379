-- Who never confirms an address keeps it from its owner. The service may remove such accounts and no others, so it has
-- no right to delete users but this function.
create index users_unverified on users (created_at) where verified_at is null;

create function remove_unverified_users(registered_before timestamptz, present timestamptz) returns setof uuid
language sql security definer set search_path = ''
as $$
  delete from app.users u
  where u.verified_at is null and u.disabled_at is null and u.created_at < registered_before
    and not exists (select from app.memberships m where m.user_id = u.id)
    and not exists (
      select from app.email_verifications e where e.user_id = u.id and e.used_at is null and e.expires_at > present)
    and not exists (
      select from app.password_resets p where p.user_id = u.id and p.used_at is null and p.expires_at > present)
  returning u.id
$$;
revoke execute on function remove_unverified_users from public;
grant execute on function remove_unverified_users to app_user;
