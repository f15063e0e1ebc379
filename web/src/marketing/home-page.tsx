export function HomePage() {
  return <main>NexusCore</main>
}
