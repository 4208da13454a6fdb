import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { html, scriptJson, trusted } from './html.ts'

test('what is put into a template is escaped, except markup of ours', () => {
  assert.equal(html`<p title="${'"x"'}">${'<b>&'}</p>`.markup, '<p title="&quot;x&quot;">&lt;b&gt;&amp;</p>')
  assert.equal(html`<p>${html`<i>${'<'}</i>`}${trusted('<hr>')}</p>`.markup, '<p><i>&lt;</i><hr></p>')
})

test('lists are joined; false and undefined vanish; zero stays', () => {
  assert.equal(html`${['a', html`<b></b>`, 0]}${false}${undefined}`.markup, 'a<b></b>0')
})

test('JSON in a script cannot close it and reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const data = { value, text: `${text}</script><!--\u2028` }
      const json = scriptJson(data)
      assert.doesNotMatch(json, /[<>&\u2028\u2029]/)
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(data)))
    }),
  )
})
