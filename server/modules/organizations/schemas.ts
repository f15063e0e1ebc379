import { type Static, Type } from 'typebox'
import {
  Address,
  Currency,
  Day,
  Email,
  Id,
  Input,
  Instant,
  Line,
  Meaning,
  ListQuery,
  Nullable,
  OneOf,
  Output,
  Page,
  TimeZone,
  Version,
} from '#platform/schemas.ts'

/** The check letter is verified by `checkUen` in rules.ts. */
export const Uen = Type.String({
  minLength: 1,
  maxLength: 20,
  description: 'Unique Entity Number, such as `201999902Z`; spaces, hyphens and small letters do not matter',
})
/** See `checkGstRegNo` in rules.ts. */
export const GstRegNo = Type.String({
  minLength: 1,
  maxLength: 20,
  description: 'GST registration number: the UEN for most, else an M-number',
})
export const Slug = Type.String({ description: 'Names it in addresses of the web app; never changes' })

export const roles = ['owner', 'admin', 'member', 'viewer', 'accountant', 'dpo'] as const
export type Role = (typeof roles)[number]
export const Role = OneOf(...roles)

/** What stands in a membership or an invitation: one of the six, or `custom` for a role that the organisation made. */
export const memberRoles = [...roles, 'custom'] as const
export type MemberRole = (typeof memberRoles)[number]
export const MemberRole = OneOf(...memberRoles)
/** What somebody holds. The permissions are those of a custom role; what the six allow is one table. */
export type Held = { role: MemberRole; permissions: readonly string[] | null }

const customRoleId = 'Which of the roles that the organisation made'
export const RoleName = Type.String({ description: 'What the role is called, for people' })
const held = (meaning: string) => ({
  role: Meaning(MemberRole, meaning),
  custom_role_id: Meaning(Nullable(Id), `${customRoleId}; null where \`role\` is one of the six`),
  role_name: RoleName,
})
const chosen = {
  role: Meaning(MemberRole, 'At most your own'),
  custom_role_id: Meaning(Type.Optional(Id), `${customRoleId}, where \`role\` is \`custom\``),
}

export type NewOrganization = Static<typeof NewOrganization>
export const NewOrganization = Input('NewOrganization', {
  name: Line(200),
  uen: Uen,
  is_gst_registered: Meaning(Type.Boolean(), 'True wants the number and the day; false wants neither'),
  gst_reg_no: Type.Optional(Nullable(GstRegNo)),
  gst_registered_from: Meaning(Type.Optional(Nullable(Day)), 'Tax invoices are issued from this day on'),
  billing_email: Meaning(Email, 'Printed on invoices as the address of the seller'),
  address: Address,
  timezone: Meaning(Type.Optional(TimeZone), 'Decides which day it is; `Asia/Singapore` to begin with'),
})

export type OrganizationChanges = Static<typeof OrganizationChanges>
export const OrganizationChanges = Type.Object(
  {
    ...Type.Partial(NewOrganization).properties,
    gst_registered_to: Meaning(
      Type.Optional(Nullable(Day)),
      'With `is_gst_registered: false`: the last day of the registration, which may lie ahead; yesterday when left out',
    ),
  },
  { title: 'OrganizationChanges', additionalProperties: false, minProperties: 1 },
)

export type SecurityChanges = Static<typeof SecurityChanges>
export const SecurityChanges = Input('SecurityChanges', {
  require_second_factor: Type.Boolean({
    description: 'True keeps out sessions that were opened with a password alone',
  }),
})

export type Organization = Static<typeof Organization>
export const Organization = Output('Organization', {
  id: Id,
  name: Type.String(),
  slug: Slug,
  uen: Type.String({ description: 'Unique Entity Number, in its normal form' }),
  is_gst_registered: Type.Boolean({
    description: 'A registration without an end is on record; whether it holds on a day, the registrations say',
  }),
  gst_reg_no: Nullable(Type.String({ description: 'GST registration number; null while not registered' })),
  gst_registered_from: Meaning(Nullable(Day), 'Tax invoices are issued from this day on; null while not registered'),
  billing_email: Type.String({ description: 'Printed on invoices as the address of the seller' }),
  address: Address,
  timezone: Type.String({ description: 'IANA name; decides which day it is' }),
  currency: Currency,
  require_second_factor: Type.Boolean({ description: 'Sessions opened with a password alone are kept out' }),
  seat_limit: Nullable(Type.Integer({ description: 'Members and open invitations, together; null for no limit' })),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

export type Doubt = Static<typeof Doubt>
export const Doubt = Output('Doubt', {
  pointer: Type.String({ description: 'JSON pointer into the body' }),
  detail: Type.String({ description: 'For a person: what to compare it with' }),
})

export type SavedOrganization = Static<typeof SavedOrganization>
export const SavedOrganization = Output('SavedOrganization', {
  ...Organization.properties,
  warnings: Type.Array(Doubt, { description: 'What was accepted and may still be a mistake' }),
})

export type OrganizationQuery = Static<typeof OrganizationQuery>
export const OrganizationQuery = Input('OrganizationQuery', ListQuery)

export type OrganizationPage = Static<typeof OrganizationPage>
export const OrganizationPage = Page(
  'OrganizationPage',
  Output('OrganizationSummary', {
    id: Id,
    name: Type.String(),
    slug: Slug,
    uen: Type.String({ description: 'Unique Entity Number' }),
    ...held('Yours in this organisation'),
    permissions: Type.Array(Type.String(), { description: 'What you may do here, for showing and hiding' }),
  }),
)

export type GstRegistration = Static<typeof GstRegistration>
export const GstRegistration = Output('GstRegistration', {
  id: Id,
  gst_reg_no: Type.String({ description: 'As printed on the tax invoices of these days' }),
  from_date: Meaning(Day, 'The first day'),
  to_date: Meaning(Nullable(Day), 'The last day; null while none is known'),
  created_at: Instant,
})
export const GstRegistrationList = Output('GstRegistrationList', {
  data: Type.Array(GstRegistration, { description: 'All there were, newest first' }),
})

export type Member = Static<typeof Member>
export const Member = Output('Member', {
  id: Meaning(Id, 'Of the user'),
  name: Type.String(),
  email: Type.String(),
  ...held('In this organisation'),
  created_at: Meaning(Instant, 'When they joined'),
})

export type MemberPage = Static<typeof MemberPage>
export const MemberPage = Output('MemberPage', {
  ...Page(
    'Members',
    Output('MemberEntry', {
      ...Member.properties,
      allowed_roles: Type.Array(MemberRole, {
        description:
          'What you may make of them, `custom` for any role that the organisation made; empty when you may not change them',
      }),
      is_removable: Type.Boolean({ description: 'You may remove them' }),
    }),
  ).properties,
  invitable_roles: Type.Array(MemberRole, {
    description: 'The roles that you may invite people to; `custom` for any that the organisation made',
  }),
  seats_used: Type.Integer({ description: 'Members and open invitations' }),
  seat_limit: Nullable(Type.Integer({ description: 'How many of both there may be; null for no limit' })),
})
export type MemberQuery = Static<typeof MemberQuery>
export const MemberQuery = Input('MemberQuery', ListQuery)

export type MemberChanges = Static<typeof MemberChanges>
export const MemberChanges = Input('MemberChanges', chosen)
export const ByMember = Input('ByMember', { id: Id, user_id: Meaning(Id, 'Of the member') })

export type NewInvitation = Static<typeof NewInvitation>
export const NewInvitation = Input('NewInvitation', {
  email: Meaning(Email, 'Only who proves to own this address can accept'),
  ...chosen,
})

export type Invitation = Static<typeof Invitation>
export const Invitation = Output('Invitation', {
  id: Id,
  email: Type.String(),
  ...held('What they will be'),
  invited_by: Meaning(Id, 'Of the user who sent it last'),
  invited_by_name: Type.String({ description: 'The name of that user' }),
  created_at: Instant,
  expires_at: Meaning(Instant, 'Seven days after it was sent; send it again to renew it'),
})
export const InvitationList = Output('InvitationList', {
  data: Type.Array(Invitation, { description: 'Neither accepted nor revoked, newest first; also those that expired' }),
})
export const ByInvitation = Input('ByInvitation', { id: Id, invitation_id: Meaning(Id, 'Of the invitation') })

export type InvitationToken = Static<typeof InvitationToken>
export const InvitationToken = Input('InvitationToken', {
  token: Type.String({ minLength: 1, maxLength: 200, description: 'From the link in the mail: `nxi_…`' }),
})

export type InvitationPreview = Static<typeof InvitationPreview>
export const InvitationPreview = Output('InvitationPreview', {
  organization_name: Type.String({ description: 'Who invites' }),
  invited_by_name: Type.String({ description: 'The person who sent it' }),
  role: Meaning(MemberRole, 'What you will be there'),
  role_name: RoleName,
  email_hint: Type.String({ description: 'The address it was sent to, all but hidden, such as `m…@example.com`' }),
  expires_at: Instant,
})

export type AcceptedInvitation = Static<typeof AcceptedInvitation>
export const AcceptedInvitation = Output('AcceptedInvitation', {
  organization_id: Meaning(Id, 'The organisation that you belong to now'),
  name: Type.String(),
  slug: Slug,
  ...held('Yours in this organisation'),
})

export type NewOwner = Static<typeof NewOwner>
export const NewOwner = Input('NewOwner', { user_id: Meaning(Id, 'Of the member who shall be owner in your place') })

export type OwnershipOffer = Static<typeof OwnershipOffer>
export const OwnershipOffer = Output('OwnershipOffer', {
  id: Id,
  from_user_id: Meaning(Id, 'Of the owner who hands over, and is an admin afterwards'),
  from_name: Type.String({ description: 'The name of that owner' }),
  to_user_id: Meaning(Id, 'Of the member who is asked'),
  to_name: Type.String({ description: 'The name of that member' }),
  created_at: Instant,
  expires_at: Meaning(Instant, 'Seven days after it was made'),
})
export const OwnershipOfferList = Output('OwnershipOfferList', {
  data: Type.Array(OwnershipOffer, { description: 'The open offer, or nothing' }),
})
