"""Forty texts that would run a script where text becomes markup."""

X = "window.__xss=1"
PAYLOADS = [
    f"<script>{X}</script>", f"<img src=x onerror={X}>", f"<svg onload={X}>", f"<body onload={X}>",
    f"<iframe srcdoc='<script>parent.{X}</script>'>", f"\"><script>{X}</script>", f"'><img src=x onerror={X}>",
    f"</title><script>{X}</script>", f"</textarea><script>{X}</script>", f"</style><script>{X}</script>",
    f"<a href=\"javascript:{X}\">x</a>", f"[눌러요](javascript:{X})", f"[눌러요](JaVaScRiPt:{X})",
    f"[눌러요](data:text/html,<script>{X}</script>)", f"[눌러요](vbscript:{X})",
    f"[눌러요](https://example.org/\"onmouseover=\"{X})", f"[눌러요](guide:x\"onfocus=\"{X}\"autofocus)",
    f"[<img src=x onerror={X}>](https://example.org/)", f"**<img src=x onerror={X}>**", f"<details open ontoggle={X}>",
    f"<input autofocus onfocus={X}>", f"<video><source onerror={X}></video>", f"<audio src=x onerror={X}>",
    f"<marquee onstart={X}>", f"<math><mtext><script>{X}</script></mtext></math>", f"<object data=javascript:{X}>",
    f"<embed src=javascript:{X}>", f"<form action=javascript:{X}><button autofocus>x</button></form>",
    f"<style>@import 'javascript:{X}'</style>", f"<link rel=stylesheet href=javascript:{X}>",
    f"<meta http-equiv=refresh content='0;url=javascript:{X}'>", f"<base href=javascript:{X}//>",
    f"{{{{ {X} }}}}", f"{{% include '{X}' %}}", f"${{{X}}}", f"&lt;script&gt;{X}&lt;/script&gt;",
    f"<scr<script>ipt>{X}</scr</script>ipt>", f"<img src=x o\u200bnerror={X}>", f"\u202e<script>{X}</script>",
    f"<svg><animate onbegin={X} attributeName=x dur=1s>",
]  # fmt: skip
