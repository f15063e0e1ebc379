import { createFileRoute } from '@tanstack/react-router'
import { BooksPage } from '#web/journal/books-page.tsx'
import { readBooksSearch } from '#web/journal/search.ts'

export const Route = createFileRoute('/app/$slug/books')({ validateSearch: readBooksSearch, component: BooksPage })
