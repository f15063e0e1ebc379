export default function SignInAgain(_props: { onDone: () => void }) {
  return null
}
