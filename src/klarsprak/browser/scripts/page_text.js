// The text a sighted reader sees.
return document.body ? document.body.innerText : '';
