/** Where a shopper comes back from after paying, proving who they are included: never a source. */
const PAYMENT_HOSTS = new Set(
  [
    // China.
    'alipay.com alipayobjects.com alipayplus.com tenpay.com wx.tenpay.com pay.weixin.qq.com unionpay.com',
    'unionpayintl.com 95516.com 99bill.com yeepay.com allinpay.com chinaums.com chinapay.com lianlianpay.com',
    'pay.jd.com jdpay.com chinabank.com.cn sandpay.com.cn huifu.com baofoo.com pingpongx.com',
    'pay.meituan.com cashier.meituan.com cashier.dianping.com pay.baidu.com',
    // Everywhere.
    'paypal.com paypalobjects.com braintreegateway.com braintree-api.com checkout.stripe.com hooks.stripe.com',
    'buy.stripe.com pay.stripe.com js.stripe.com link.com adyen.com adyenpayments.com checkout.com worldpay.com',
    'pay.google.com pay.amazon.com payments.amazon.com payments.amazon.de payments.amazon.co.uk',
    'payments-eu.amazon.com apple-pay-gateway.apple.com pay.shopify.com checkout.shopify.com shop.app',
    'squareup.com square.link authorize.net cybersource.com 2checkout.com paddle.com bluesnap.com airwallex.com',
    'payoneer.com skrill.com neteller.com payssion.com',
    'klarna.com afterpay.com clearpay.co.uk affirm.com sezzle.com zip.co splitit.com scalapay.com getalma.eu',
    // Europe.
    'mollie.com sofort.com giropay.de trustly.com trustly.net ideal.nl buckaroo.nl multisafepay.com pay.nl',
    'ogone.com ingenico.com worldline-solutions.com payone.com wirecard.com computop-paygate.com unzer.com',
    'heidelpay.com saferpay.com datatrans.com datatrans.biz postfinance.ch twint.ch opayo.eu.elavon.com',
    'sagepay.com securetrading.net barclaycardsmartpay.com paytrail.com nets.eu swish.nu vipps.no mobilepay.dk',
    'payu.com przelewy24.pl tpay.com dotpay.pl blik.com payplug.com lyra.com redsys.es sipay.es',
    'yookassa.ru yoomoney.ru qiwi.com robokassa.ru cloudpayments.ru',
    // Asia, Africa, the Americas, Australia.
    'razorpay.com paytm.com paytm.in payu.in billdesk.com ccavenue.com phonepe.com cashfree.com instamojo.com',
    'paypay.ne.jp gmo-pg.com komoju.com paygent.co.jp tosspayments.com inicis.com kcp.co.kr nicepay.co.kr',
    'ecpay.com.tw newebpay.com linepay.line.me pay.line.me omise.co 2c2p.com xendit.co midtrans.com doku.com',
    'paymongo.com molpay.com ipay88.com mercadopago.com mercadopago.com.br mercadopago.com.ar pagseguro.uol.com.br',
    'ebanx.com pagar.me conekta.io paystack.com flutterwave.com payfast.co.za peachpayments.com eway.com.au',
    'tap.company myfatoorah.com paytabs.com hyperpay.com iyzico.com iyzipay.com paytr.com',
    // The bank's own question (3-D Secure).
    'cardinalcommerce.com arcot.com 3dsecure.io 3ds.gpayments.com rsa3dsauth.com modirum.com securesuite.net',
    'secure5.arcot.com acs.3dsecure.no touchtechpayments.com',
  ].flatMap((line) => line.split(' ')),
);

/** Whether a host belongs to a payment provider. */
export function isPaymentHost(host: string): boolean {
  const labels = host.split('.');
  return labels.some((_, from) => PAYMENT_HOSTS.has(labels.slice(from).join('.')));
}
