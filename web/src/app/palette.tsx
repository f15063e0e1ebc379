export default function Palette(_props: { onClose: () => void; onKeys: () => void }) {
  return null
}
